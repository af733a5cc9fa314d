netstat -Qtan
