on_route jc-ubuntu -n
