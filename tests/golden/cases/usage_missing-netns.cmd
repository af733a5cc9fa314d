# needs: NETNS
for option in --netns; do netstat -tan $option; echo $?; done
