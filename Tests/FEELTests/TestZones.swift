import FEEL

/// Zone files made here, so that tests need no zone database on the machine.
enum TestZones {
    /// Installs `Test/...` zones, once; other names are unknown.
    static func install() { installed }

    private static let installed: Void = TimeZones.install { name in
        switch name {
        // Local time before 1916 in this table; then the rule alone.
        case "Test/London":
            file(
                transitions: [(-1_693_706_400, 1)], offsets: [-75, 0],
                rule: "GMT0BST,M3.5.0/1,M10.5.0")
        case "Test/Fixed": file(transitions: [], offsets: [10800], rule: "<+03>-3")
        case "Test/South":
            file(transitions: [], offsets: [36000], rule: "AEST-10AEDT,M10.1.0,M4.1.0/3")
        case "Test/Table":
            file(transitions: [(0, 1), (1_000_000, 0)], offsets: [0, 3600], rule: "")
        case "Test/Julian": file(transitions: [], offsets: [0], rule: "AAA0BBB,J60/0,300/-1:30")
        case "Test/Broken": Array(file(transitions: [], offsets: [0], rule: "X").dropLast(4))
        default: nil
        }
    }

    /// A TZif file of version 2 with an empty first part.
    static func file(
        transitions: [(time: Int64, type: UInt8)], offsets: [Int32], rule: String
    ) -> [UInt8] {
        func bytes<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
            withUnsafeBytes(of: value.bigEndian) { Array($0) }
        }
        func header(_ times: Int, _ types: Int) -> [UInt8] {
            let counts = [0, 0, 0, UInt32(times), UInt32(types), 4]
            return Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts.flatMap(bytes)
        }
        let empty = header(0, 1) + bytes(Int32(0)) + [0, 0] + Array("UTC\0".utf8)
        let full =
            header(transitions.count, offsets.count) + transitions.flatMap { bytes($0.time) }
            + transitions.map(\.type) + offsets.flatMap { bytes($0) + [0, 0] } + Array("UTC\0".utf8)
        return empty + full + Array("\n\(rule)\n".utf8)
    }
}
