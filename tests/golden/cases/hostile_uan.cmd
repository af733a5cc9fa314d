on hostile -uan
