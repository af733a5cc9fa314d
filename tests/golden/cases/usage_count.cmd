# needs: COUNT
for field in nosuch STATE stat states remote/129 remote/ remote/x remote/-1 remote/24/8 state/8 port/16 proto/ /24 ' state' 'state '; do netstat -tan --count="$field"; echo $?; done
