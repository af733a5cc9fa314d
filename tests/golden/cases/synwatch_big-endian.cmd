look_at server 20
