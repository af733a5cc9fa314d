on odd-states -uln
