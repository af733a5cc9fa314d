route -A inet,
