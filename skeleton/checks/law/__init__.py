"""Everything for the author of a check; docs/how-to/write-a-check.md of the kit has an example to begin with.

Import from these modules, and you need no other:

- `check`: `check(law, points)`, the decorator that makes a test a check.
- `subject`: `Subject`, the type of the solution that the test gets; `subject.ask(network, *steps)` asks it.
- `strategies`: what `@given` draws, such as `numbers()`, `trees()` and `graphs()`.
- `answers`: `Answers`, what `ask` returns; `number`, `exactly`, `raises` and the like compare, and raise a mismatch.
- `oracle`: the right values and derivatives of a network. Never compute them with the framework.
- `convergence`: `follows_descent`, which compares a training with exact gradient descent.
- `formulas`: reads a formula that a solution wrote as text, and computes its value.
- `checks.model.network`: `Builder`, which puts a network together.
- `checks.model.scenario`: the steps that can be asked: `forward`, `predict`, `backward`, `calls` and so on.
"""
