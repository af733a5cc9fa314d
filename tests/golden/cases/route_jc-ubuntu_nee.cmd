on_route jc-ubuntu -nee
