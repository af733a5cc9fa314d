# needs: ROUTES
on gvisor-stub -rn
