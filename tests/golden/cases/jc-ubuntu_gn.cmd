# needs: GROUPS
on jc-ubuntu -gn
