/// The built-in functions by name: DMN 10.3.4.
let builtins: [String: Builtin] = {
    let families = [
        conversionBuiltins, booleanBuiltins, stringBuiltins, numericBuiltins, listBuiltins,
        contextBuiltins, temporalBuiltins, rangeBuiltins,
    ]
    var table: [String: Builtin] = [:]
    for builtin in families.joined() { table[builtin.name] = builtin }
    return table
}()

/// The built-ins of several words, by their first.
let builtinCompounds: [String: [[Unicode.Scalar]]] = {
    var table: [String: [[Unicode.Scalar]]] = [:]
    for name in builtins.keys.sorted() {
        guard let (first, scalars) = compound(name) else { continue }
        table[first, default: []].append(scalars)
    }
    return table
}()
