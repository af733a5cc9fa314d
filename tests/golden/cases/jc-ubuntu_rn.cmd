# needs: ROUTES
on jc-ubuntu -rn
