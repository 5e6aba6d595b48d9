import FEEL

/// The parameters' names of the built-in functions, as the functions themselves tell them.
enum Builtins {
    static let parameters: [String: [String]] = {
        var table: [String: [String]] = [:]
        for name in builtinFunctionNames {
            guard let expression = try? Expression(name),
                case .function(let function) = expression.evaluate().value
            else { continue }
            table[name] = function.parameters.map(\.name)
        }
        return table
    }()
}
