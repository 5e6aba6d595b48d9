import RiskRegister

/// Which risk a record without an id is of: known when all of its day are.
extension Sweep {
    /// A record without an id, as one extract of the day holds it.
    struct Nameless {
        var twin: NamelessIdentity.Twin
        var identity: String
        /// The place of its extract among the day's.
        var extract: Int
        var reading: Reading
        var source: Int32
    }

    /// Keeps a record without an id until all of its day are known; one whose id only looks like it is seen.
    mutating func seeNameless(
        _ record: Int64, _ reading: Reading, _ source: Int32, _ day: Day, _ raw: String,
        _ extract: Int
    ) throws {
        let typed = try records.risk(record, reading)
        let isNamed = !(typed.sourceID ?? "").isEmpty
        let identity =
            isNamed ? nil : NamelessIdentity.key(of: typed)
        guard let identity else {
            if let key = key(ofNameless: raw) { see(record, reading, source, day, key) }
            return
        }
        nameless.append(
            Nameless(
                twin: NamelessIdentity.Twin(rawKey: raw, record: record, typed: typed),
                identity: identity, extract: extract, reading: reading, source: source))
    }

    /// Sees each of the day's records without an id as the risk that it is most likely of.
    mutating func seeNameless(on day: Day) throws {
        guard !nameless.isEmpty else { return }
        for (identity, all) in Dictionary(grouping: nameless, by: \.identity) {
            // Of one directorate, the records of one extract are several, those of two are the same.
            var counts: [[String]: Int] = [:]
            let placed = all.sorted { left, right in
                left.extract != right.extract
                    ? left.extract < right.extract
                    : NamelessIdentity.Twin.precedes(left.twin, right.twin)
            }.map { one in
                let directorate = one.twin.typed.directorate?.folded ?? ""
                let count = counts[[directorate, String(one.extract)], default: 0]
                counts[[directorate, String(one.extract)]] = count + 1
                return (one: one, place: NamelessIdentity.Place(directorate, count))
            }
            let newest = Dictionary(placed.map { ($1, $0.twin.record) }, uniquingKeysWith: { $1 })
            let numbers = NamelessIdentity.numbers(newest, known: try twins(of: identity))
            for (one, place) in placed {
                guard let number = numbers[place],
                    let key = key(ofNameless: NamelessIdentity.twin(number, of: identity))
                else { continue }
                aliases[Int32(clamping: key), default: []].insert(one.twin.rawKey)
                see(one.twin.record, one.reading, one.source, day, key)
            }
        }
        nameless = []
    }

    /// The risks that share an identity, by number, as the days so far left them.
    private func twins(of identity: String) throws -> [NamelessIdentity.Known] {
        var known: [NamelessIdentity.Known] = []
        while let key = namelessKeys[NamelessIdentity.twin(known.count + 1, of: identity)] {
            let state = states[Int(key)]
            let typed = try records.risk(state.record, state.reading)
            known.append(
                NamelessIdentity.Known(
                    record: state.record, directorate: typed.directorate?.folded ?? ""))
        }
        return known
    }

    /// The place of a risk of records without an id; nil when it is not asked about.
    private mutating func key(ofNameless id: String) -> Int? {
        // Twins are told apart together, so that one of them is asked about with the others.
        if let only, !only.contains(where: { $0 == id || $0.hasPrefix(id.prefix(13)) }) {
            return nil
        }
        if let known = namelessKeys[id] { return Int(known) }
        namelessKeys[id] = Int32(clamping: keys.count)
        keys.append(id)
        states.append(State())
        return keys.count - 1
    }

    /// A risk is played only for the sake of another that is asked about.
    func isUnasked(_ key: Int32) -> Bool { only.map { !$0.contains(keys[Int(key)]) } ?? false }

    /// The raw keys of a risk's records, other than its own: rulings may name it by them.
    func aliases(ofKey key: Int32) -> Set<String> { aliases[key] ?? [] }
}
