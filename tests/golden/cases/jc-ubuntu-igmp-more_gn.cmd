# needs: GROUPS
on jc-ubuntu-igmp-more -gn
