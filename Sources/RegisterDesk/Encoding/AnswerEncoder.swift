import RegisterReports

/// Writes answers as JSON whose bytes are the same every time.
///
/// Keys come in the order in which a type declares them, an absent value is null (never left out), and
/// numbers that are not whole keep the digits that they had.
///
///     try AnswerEncoder.text(risks)   // "[\n  {\n    \"id\": \"2101\", ..."
package enum AnswerEncoder {
    /// The JSON text, ending with a line feed.
    ///
    /// - Parameter value: Any encodable value.
    /// - Returns: The text.
    /// - Throws: What the value's own encoding throws.
    package static func text(_ value: some Encodable) throws -> String {
        try json(value).text()
    }

    /// The JSON value.
    static func json(_ value: some Encodable) throws -> JSONValue {
        let node = JSONNode()
        try node.set(value, path: [])
        return node.value
    }
}

/// A value while it is being built.
private final class JSONNode {
    private enum Content {
        case null
        case plain(JSONValue)
        case items([JSONNode])
        case members([(key: String, node: JSONNode)])
    }

    private var content = Content.null

    var value: JSONValue {
        switch content {
        case .null: .null
        case .plain(let value): value
        case .items(let items): .array(items.map(\.value))
        case .members(let members): .object(members.map { ($0.key, $0.node.value) })
        }
    }

    var count: Int { if case .items(let items) = content { items.count } else { 0 } }

    func set(_ value: JSONValue) { content = .plain(value) }

    func set(_ value: some Encodable, path: [any CodingKey]) throws {
        if let digits = value as? ExactNumber { return set(.decimal(digits.digits)) }
        try value.encode(to: JSONEncoding(node: self, codingPath: path))
    }

    func becomeItems() { if case .items = content {} else { content = .items([]) } }

    func becomeMembers() { if case .members = content {} else { content = .members([]) } }

    func item() -> JSONNode {
        let node = JSONNode()
        guard case .items(var items) = content else { return node }
        content = .null  // so that the list is not copied
        items.append(node)
        content = .items(items)
        return node
    }

    func member(_ key: String) -> JSONNode {
        let node = JSONNode()
        guard case .members(var members) = content else { return node }
        content = .null
        members.append((key, node))
        content = .members(members)
        return node
    }
}

private struct JSONEncoding: Encoder {
    let node: JSONNode
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.becomeMembers()
        return KeyedEncodingContainer(Members<Key>(node: node, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.becomeItems()
        return Items(node: node, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        Single(node: node, codingPath: codingPath)
    }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: JSONNode
    let codingPath: [any CodingKey]

    mutating func encodeNil(forKey key: Key) { node.member(key.stringValue).set(.null) }
    mutating func encode(_ value: Bool, forKey key: Key) {
        node.member(key.stringValue).set(.boolean(value))
    }
    mutating func encode(_ value: String, forKey key: Key) {
        node.member(key.stringValue).set(.string(value))
    }
    mutating func encode(_ value: Int, forKey key: Key) {
        node.member(key.stringValue).set(.number(value))
    }
    mutating func encode(_ value: some Encodable, forKey key: Key) throws {
        try node.member(key.stringValue).set(value, path: codingPath + [key])
    }

    // An absent value is null: whoever reads a table wants every column in every row.
    mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try or(value, key) }
    mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws { try or(value, key) }
    mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try or(value, key) }
    mutating func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
        try or(value, key)
    }

    private mutating func or(_ value: (some Encodable)?, _ key: Key) throws {
        guard let value else { return encodeNil(forKey: key) }
        try encode(value, forKey: key)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        JSONEncoding(node: node.member(key.stringValue), codingPath: codingPath + [key])
            .container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        JSONEncoding(node: node.member(key.stringValue), codingPath: codingPath + [key])
            .unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        JSONEncoding(node: node.member("super"), codingPath: codingPath)
    }

    mutating func superEncoder(forKey key: Key) -> any Encoder {
        JSONEncoding(node: node.member(key.stringValue), codingPath: codingPath + [key])
    }
}

private struct Items: UnkeyedEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]
    var count: Int { node.count }

    mutating func encodeNil() { node.item().set(.null) }
    mutating func encode(_ value: Bool) { node.item().set(.boolean(value)) }
    mutating func encode(_ value: String) { node.item().set(.string(value)) }
    mutating func encode(_ value: Int) { node.item().set(.number(value)) }
    mutating func encode(_ value: some Encodable) throws {
        try node.item().set(value, path: codingPath)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        JSONEncoding(node: node.item(), codingPath: codingPath).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONEncoding(node: node.item(), codingPath: codingPath).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        JSONEncoding(node: node.item(), codingPath: codingPath)
    }
}

private struct Single: SingleValueEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]

    mutating func encodeNil() { node.set(.null) }
    mutating func encode(_ value: Bool) { node.set(.boolean(value)) }
    mutating func encode(_ value: String) { node.set(.string(value)) }
    mutating func encode(_ value: Int) { node.set(.number(value)) }
    mutating func encode(_ value: some Encodable) throws {
        // Numbers of other sizes encode themselves by this very call.
        if let number = value as? any BinaryInteger { return node.set(.decimal("\(number)")) }
        if let number = value as? any BinaryFloatingPoint { return node.set(.decimal("\(number)")) }
        try node.set(value, path: codingPath)
    }
}
