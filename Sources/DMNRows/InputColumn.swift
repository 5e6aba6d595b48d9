package import FEEL

/// What a column of data can be for: an input, or a member of one that is a context.
///
///     InputColumn.all([("loan", type)]).map(\.name)   // ["loan", "loan.amount", "loan.term"]
package struct InputColumn: Sendable {
    /// The name that a head has for it.
    package let name: String
    /// The input's place.
    package let input: Int
    /// The members that lead to the value; none for the whole input.
    package let path: [String]
    /// The value's type.
    package let type: FEELType

    /// How deep members may lie.
    private static let depth = 6

    /// Whether two columns are for the same value, or one for a part of the other.
    package func overlaps(_ other: InputColumn) -> Bool {
        input == other.input
            && (path.starts(with: other.path) || other.path.starts(with: path))
    }

    /// Every column that there can be for inputs by name and type; an input comes before its members.
    package static func all(_ inputs: [(name: String, type: FEELType)]) -> [InputColumn] {
        inputs.enumerated().flatMap { place, input in
            columns(input.name, place, [], input.type)
        }
    }

    private static func columns(
        _ name: String, _ input: Int, _ path: [String], _ type: FEELType
    ) -> [InputColumn] {
        let own = InputColumn(name: name, input: input, path: path, type: type)
        guard case .context(let fields) = type, path.count < depth else { return [own] }
        return [own]
            + fields.flatMap { field in
                columns("\(name).\(field.name)", input, path + [field.name], field.type)
            }
    }

    /// A context put together of members; null when all of them are.
    ///
    /// - Parameters:
    ///   - type: The context's type: members that are not given are null.
    ///   - members: Paths and values.
    /// - Returns: The context.
    package static func context(
        of type: FEELType, _ members: [(path: [String], value: Value)]
    ) -> Value {
        guard members.contains(where: { !$0.value.isNull }) else { return .null }
        return assembled(type, members.map { ($0.path[...], $0.value) })
    }

    private static func assembled(
        _ type: FEELType, _ members: [(path: ArraySlice<String>, value: Value)]
    ) -> Value {
        if let whole = members.first(where: { $0.path.isEmpty }) { return whole.value }
        guard case .context(let fields) = type, members.contains(where: { !$0.value.isNull })
        else { return .null }
        return .context(
            Context(
                fields.map { field in
                    let own = members.filter { $0.path.first == field.name }
                    return (
                        field.name,
                        assembled(field.type, own.map { ($0.path.dropFirst(), $0.value) })
                    )
                }))
    }
}
