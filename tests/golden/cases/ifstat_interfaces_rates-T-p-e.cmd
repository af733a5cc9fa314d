on_ifstat interfaces 0.001 1 -Tpe -i eth2,eth10
