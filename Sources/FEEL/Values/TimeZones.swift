import Synchronization

/// The named zones that times can have.
///
/// FEEL does no I/O, so it knows no zones by itself. A program that wants them installs, once and
/// before anything is parsed, a function that hands over the bytes of a compiled zone file:
///
///     TimeZones.install { name in bytes(ofFile: "/usr/share/zoneinfo/" + name) }
///
/// Until then a time with a named zone is not a time.
public enum TimeZones {
    /// Gives the bytes of the TZif file of a zone, or `nil` if there is no such zone.
    public typealias Provider = @Sendable (_ name: String) -> [UInt8]?

    private struct State {
        var provider: Provider?
        /// The tables read so far; only known zones, so a few hundred at most.
        var tables: [String: ZoneTable] = [:]
    }

    private static let state = Mutex(State())

    /// Installs the source of zones, forgetting the tables that an earlier one gave.
    ///
    /// - Parameter provider: a function from a zone's name to its file. It is given only names
    ///   made of letters, digits, `_`, `+`, `-` and single inner slashes, so that it may use them
    ///   as a relative path.
    public static func install(_ provider: @escaping Provider) {
        state.withLock { $0 = State(provider: provider) }
    }

    /// The table of a zone; `nil` if the name is not one or nobody knows it.
    package static func table(named name: String) -> ZoneTable? {
        guard isName(name) else { return nil }
        return state.withLock { state in
            if let table = state.tables[name] { return table }
            guard let bytes = state.provider?(name), let table = ZoneTable(name: name, bytes: bytes)
            else { return nil }
            state.tables[name] = table
            return table
        }
    }

    /// Whether a text is safe as a zone's name, and so as a path: no dots, no empty parts.
    private static func isName(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count <= 64 else { return false }
        return bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { byte in
                        switch byte {
                        case 48...57, 65...90, 97...122: true
                        case UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
                        default: false
                        }
                    }
            }
    }
}
