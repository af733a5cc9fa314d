route -A ipx
