/// The names in scope while parsing, and their types.
///
/// A name may hold spaces and operators, so `Current score - 5` can only be read with the names at
/// hand. Plain identifiers read themselves; the table finds the others by their first word.
struct NameTable {
    private var types: [String: [FEELType]] = [:]
    private var compounds: [String: [[Unicode.Scalar]]] = [:]
    private var members: [String: [[Unicode.Scalar]]] = [:]
    private(set) var namedTypes: [String: FEELType]
    private var seenMembers: Set<String> = []

    init(_ scope: Scope) {
        namedTypes = scope.types
        for entry in scope.entries { push(entry.name, entry.type) }
        for name in scope.types.keys.sorted() { collectMembers(of: scope.types[name] ?? .any) }
        for name in memberNamesOfValues { addMember(name) }
    }

    /// Brings a name into scope.
    mutating func push(_ name: String, _ type: FEELType) {
        types[name, default: []].append(type)
        if let (first, scalars) = compound(name) { compounds[first, default: []].append(scalars) }
        collectMembers(of: type)
    }

    /// Takes a name out of scope that was pushed last under its name.
    mutating func pop(_ name: String) {
        if types[name]?.popLast() != nil, types[name]?.isEmpty == true { types[name] = nil }
        if let (first, _) = compound(name) { _ = compounds[first]?.popLast() }
    }

    /// The type of a name in scope; nil when it is not in scope.
    func type(of name: String) -> FEELType? { types[name]?.last }

    /// The names in scope that begin with a word and hold more than that word.
    func compounds(from first: String) -> [[Unicode.Scalar]] { compounds[first] ?? [] }

    /// The member names seen so far that begin with a word and hold more than that word.
    func members(from first: String) -> [[Unicode.Scalar]] { members[first] ?? [] }

    /// Notes a member name, so that paths may use it.
    mutating func addMember(_ name: String) {
        guard seenMembers.insert(name).inserted, let (first, scalars) = compound(name) else {
            return
        }
        members[first, default: []].append(scalars)
    }

    private mutating func collectMembers(of type: FEELType, depth: Int = 0) {
        guard depth < 32 else { return }
        switch type {
        case .context(let fields):
            for field in fields {
                addMember(field.name)
                collectMembers(of: field.type, depth: depth + 1)
            }
        case .list(let item), .range(let item): collectMembers(of: item, depth: depth + 1)
        case .function(_, let result): collectMembers(of: result, depth: depth + 1)
        case .any, .null, .boolean, .number, .string, .date, .time, .dateTime, .daysDuration,
            .yearsDuration:
            break
        }
    }
}

/// Members with a space in their name that values have by themselves.
private let memberNamesOfValues = ["time offset", "start included", "end included"]

/// A name's first word and its code points, when it is more than one plain word.
func compound(_ name: String) -> (first: String, scalars: [Unicode.Scalar])? {
    let scalars = Array(name.unicodeScalars)
    let first = scalars.prefix { isNamePart($0) }
    guard first.count < scalars.count else { return nil }
    return (String(String.UnicodeScalarView(first)), scalars)
}
