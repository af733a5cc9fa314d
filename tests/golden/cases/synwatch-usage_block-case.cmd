# needs: SYNWATCH_BLOCK
synwatch --block=NFT
