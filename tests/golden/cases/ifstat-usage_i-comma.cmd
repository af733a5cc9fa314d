ifstat -i ,
