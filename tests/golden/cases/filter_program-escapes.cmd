# needs: FILTERS PROGRAMS
on programs -tanpW --program "$(printf 'evil\033[2J\033]0;title\007')" --program "$(printf 'bad\377\376\300\257utf')"
