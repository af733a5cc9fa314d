route --numbers
