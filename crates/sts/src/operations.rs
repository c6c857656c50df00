//! One file an operation: table entry, request, decision, tests.
