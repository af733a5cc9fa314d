on empty-files -Uan
