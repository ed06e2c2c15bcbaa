# An import from the wrong way round.
import a from b
