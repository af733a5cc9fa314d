look_at half-open-old 30 --prometheus
