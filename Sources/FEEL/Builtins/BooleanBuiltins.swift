/// DMN 10.3.4.2: boolean functions.
let booleanBuiltins: [Builtin] = [
    Builtin("not", "negand", result: .boolean, body: not)
]

/// `not(true)` is false; of anything but true and false it is null.
private func not(_ call: Call) throws(Fault) -> Value {
    .boolean(!(try call.boolean(0)))
}
