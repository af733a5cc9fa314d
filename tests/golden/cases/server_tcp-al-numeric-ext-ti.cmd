on server --tcp --al --numeric --ext --ti
