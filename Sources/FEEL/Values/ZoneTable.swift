extension TimeOfDay.Zone {
    /// The offsets of one IANA zone over time, read from a compiled TZif file (RFC 8536).
    ///
    /// It is a class, immutable, because every time in the zone refers to it: sharing keeps a FEEL value
    /// small. Two tables are equal if they have the same name.
    public final class Table: Sendable {
        /// The zone's name, such as `Europe/London`.
        public let name: String
        /// The instants at which the offset changes, ascending, in seconds since 1970 UTC.
        private let transitions: [Int64]
        /// The offset before the first transition, then the one from each transition on.
        private let offsets: [Int]
        /// The rule for instants after the last transition.
        private let rule: ZoneRule?

        /// Reads the bytes of a TZif file; `nil` if they are not one.
        ///
        /// - Parameters:
        ///   - name: the zone's name.
        ///   - bytes: the whole file, as `/usr/share/zoneinfo/Europe/London` has it.
        package init?(name: String, bytes: [UInt8]) {
            guard let contents = TZifReader.read(bytes) else { return nil }
            self.name = name
            transitions = contents.transitions
            offsets = contents.offsets
            rule = contents.rule
        }

        /// The offset, if the zone never had another.
        var fixedOffsetSeconds: Int? {
            guard let first = offsets.first, offsets.allSatisfy({ $0 == first }) else { return nil }
            guard let rule else { return first }
            return rule.summer == nil && rule.standardOffset == first ? first : nil
        }

        /// The offset in force at an instant.
        func offsetSeconds(atUTC seconds: Int64) -> Int {
            if let rule, transitions.last.map({ seconds >= $0 }) ?? true {
                return rule.offsetSeconds(atUTC: seconds)
            }
            // The number of transitions at or before the instant, by halving.
            var (low, high) = (0, transitions.count)
            while low < high {
                let middle = (low + high) / 2
                if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
            }
            return offsets[low]
        }

        /// The offset in force when local clocks show a time.
        ///
        /// A time that clocks show twice is taken as the first; one that they skip has the offset from
        /// before the gap, which moves it forward by the gap. Java and Temporal do the same.
        func offsetSeconds(atLocal seconds: Int64) -> Int {
            let before = offsetSeconds(atUTC: seconds - 86400)
            let after = offsetSeconds(atUTC: seconds + 86400)
            if before == after || offsetSeconds(atUTC: seconds - Int64(before)) == before {
                return before
            }
            return offsetSeconds(atUTC: seconds - Int64(after)) == after ? after : before
        }
    }
}

/// The offsets of a named zone, by a name of their own.
package typealias ZoneTable = TimeOfDay.Zone.Table

extension ZoneTable: Hashable {
    /// Tells whether two tables are of the same zone.
    public static func == (left: TimeOfDay.Zone.Table, right: TimeOfDay.Zone.Table) -> Bool {
        left === right || left.name == right.name
    }

    /// Feeds the zone's name to a hasher.
    ///
    /// - Parameter hasher: the hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
