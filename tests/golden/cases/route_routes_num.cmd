on_route routes --num
