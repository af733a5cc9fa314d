on server -Un
