import RiskRegister

/// When a record is a principal risk's own: from a framework that names it until one that does not.
struct OwnRecordLink: Hashable {
    /// The principal risk.
    var principal: RiskKey
    /// Its own record.
    var record: RiskKey
    /// The day of the first framework that names it.
    var from: Day
    /// The day of the first framework after it that does not; nil: the newest still does.
    var end: Day?

    /// The record is the principal risk's on a day.
    func holds(on day: Day) -> Bool { from <= day && end.map { day < $0 } ?? true }

    /// The other half of a risk.
    func partner(of key: RiskKey) -> RiskKey? {
        key == principal ? record : key == record ? principal : nil
    }

    /// The links that frameworks make, in the order of their days.
    static func links(_ frameworks: [StoredFramework], of organisation: String) -> [OwnRecordLink] {
        var links: [OwnRecordLink] = []
        var open: [OwnRecordLink] = []
        for (place, stored) in frameworks.enumerated() {
            // Of two frameworks of a day the earlier was never in force.
            let next = place + 1
            if next < frameworks.count, frameworks[next].day == stored.day { continue }
            let own = OwnRecords(stored.framework) { _ in true }
            for var link in open
            where own.record(of: link.principal.id) != link.record.id {
                link.end = stored.day
                links.append(link)
            }
            open.removeAll { own.record(of: $0.principal.id) != $0.record.id }
            for line in stored.framework.principalRisks {
                guard let record = own.record(of: line.id),
                    !open.contains(where: { $0.principal.id == line.id })
                else { continue }
                open.append(
                    OwnRecordLink(
                        principal: RiskKey(
                            organisation: organisation, level: .principal, id: line.id),
                        record: RiskKey(organisation: organisation, id: record),
                        from: stored.day))
            }
        }
        return links + open
    }
}

/// The rulings that count for one half of a risk with two ids, as `RiskEvents` takes them.
struct CountedRulings {
    /// All of them, by the day from which they count, then sequence.
    var rulings: [Ruling]
    /// Those under the other id.
    var borrowed: Set<Int> = []
    /// Of a principal risk: what stays with its record, by the day on which a link ends.
    var handedOver: [Day: Set<Int>] = [:]
}

extension Derivation {
    /// The rulings on a risk, with those under the other id of the same risk.
    ///
    /// A principal risk and its own record are one risk, so what was ruled under either id while the
    /// framework named the record counts for both. When that ends it stays with the record.
    ///
    /// - Parameters:
    ///   - key: The risk, as it is derived.
    ///   - aliases: Other keys under which it may have been ruled on.
    ///   - first: The day of the first extract that holds it: earlier rulings count from there.
    /// - Returns: The rulings.
    /// - Throws: `StoreError`.
    func countedRulings(
        on key: RiskKey, aliases: Set<String> = [], from first: Day
    ) throws -> CountedRulings {
        let own = truth.rulings(on: key, aliases: aliases).counting(from: first)
        var counted = CountedRulings(rulings: own)
        for link in try links(key.organisation) {
            guard let partner = link.partner(of: key) else { continue }
            var shared = own.filter { link.holds(on: $0.date) }
            let others = truth.rulings(on: partner)
            if !others.isEmpty, let begin = try firstDay(of: partner) {
                let borrowed = others.counting(from: begin).filter {
                    link.holds(on: $0.date) && $0.date >= first
                }
                counted.borrowed.formUnion(borrowed.map(\.sequence))
                counted.rulings += borrowed
                shared += borrowed
            }
            // Before the record was known the line stood for itself.
            if key.level == .principal, let end = link.end, !shared.isEmpty,
                let begin = try firstDay(of: partner)
            {
                let handed = shared.filter { $0.date >= begin }.map(\.sequence)
                if !handed.isEmpty { counted.handedOver[end, default: []].formUnion(handed) }
            }
        }
        if !counted.borrowed.isEmpty {
            counted.rulings.sort { ($0.date, $0.sequence) < ($1.date, $1.sequence) }
        }
        return counted
    }

    /// Rulings given under a principal risk's id that have stayed with its record since a link ended, by
    /// sequence.
    ///
    /// - Parameters:
    ///   - organisation: Whose.
    ///   - day: The day that is asked about; nil: the newest.
    /// - Returns: The record's key of each.
    /// - Throws: `StoreError`.
    func leftToRecords(_ organisation: String, by day: Day? = nil) throws -> [Int: RiskKey] {
        var left: [Int: RiskKey] = [:]
        // Questions read one framework; the others only where a ruling may have stayed with a record.
        let isNeeded = try truth.rulings.contains { ruling in
            let key = ruling.subject
            guard key.organisation == organisation, key.level == .principal else { return false }
            guard let stored = try framework(organisation, onOrBefore: ruling.date) else {
                return true
            }
            return stored.framework.principalRisks.contains {
                $0.id == key.id && $0.ownRecord != nil
            }
        }
        guard isNeeded else { return left }
        for link in try links(organisation) {
            guard let end = link.end, day.map({ end <= $0 }) ?? true,
                let first = try firstDay(of: link.principal)
            else { continue }
            let rulings = truth.rulings(on: link.principal)
            guard !rulings.isEmpty, let known = try firstDay(of: link.record) else { continue }
            for ruling in rulings.counting(from: first)
            where link.holds(on: ruling.date) && ruling.date >= known {
                left[ruling.sequence] = link.record
            }
        }
        return left
    }

    /// The rulings on a risk as they were given, with those that have stayed with it.
    ///
    /// - Parameter key: The risk.
    /// - Returns: By date, then sequence.
    /// - Throws: `StoreError`.
    func givenRulings(on key: RiskKey) throws -> [Ruling] {
        let left = try leftToRecords(key.organisation)
        let own = truth.rulings(on: key).filter { left[$0.sequence] == nil }
        let taken = truth.rulings.filter { left[$0.sequence] == key }
        return (own + taken).sorted { ($0.date, $0.sequence) < ($1.date, $1.sequence) }
    }

    /// The day on which a half of a risk with two ids is first known.
    private func firstDay(of key: RiskKey) throws -> Day? {
        switch key.level {
        case .operational: try ownRecords(key.organisation)[key.id]?.first?.day
        case .principal: try firstListing(of: key)
        }
    }

    /// The day of the first framework in force that lists a principal risk.
    private func firstListing(of key: RiskKey) throws -> Day? {
        let stored = try frameworks(key.organisation)
        return stored.indices.first { place in
            let isInForce =
                place + 1 == stored.endIndex || stored[place + 1].day != stored[place].day
            return isInForce
                && stored[place].framework.principalRisks.contains { $0.id == key.id }
        }.map { stored[$0].day }
    }
}
