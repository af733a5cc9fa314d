# needs: PROGRAMS
on server --tcp --all --numeric --extend --timers --programs --wide
