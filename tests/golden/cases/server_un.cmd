on server -un
