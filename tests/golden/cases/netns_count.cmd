# needs: NETNS COUNT
[ $whose = ours ] || on netns -tan | awk 'NR > 2 { print $1 }' | sort | uniq -c | sort -nr
on netns -tan --netns 1 --count=proto
