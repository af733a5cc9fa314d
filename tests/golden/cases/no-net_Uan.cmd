on no-net -Uan
