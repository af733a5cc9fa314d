ifstat /1
