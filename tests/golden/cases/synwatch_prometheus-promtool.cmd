for root in half-open half-open-old half-open-router half-open-cut; do
	on_synwatch $root --prometheus 2> /dev/null | promtool check metrics || echo "$root: $?"
done
