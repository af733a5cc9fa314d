on odd-states -uan
