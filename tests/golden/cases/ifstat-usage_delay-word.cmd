ifstat soon
