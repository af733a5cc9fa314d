on no-net -uan
