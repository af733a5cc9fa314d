ifstat -i ''
