look_at syn-backlog 12
