/// Makes a failing history shorter as long as it still fails, so that a person can read it.
struct Shrinking {
    /// Whether a history still shows the failure.
    let fails: (PlainHistory) -> Bool

    /// The shortest history that dropping things one by one leads to.
    func shortest(_ history: PlainHistory) -> PlainHistory {
        var history = history
        var before = 0
        repeat {
            before = history.lines.count
            for candidates in [withoutAnEntry, withoutAPart, withoutAWord] {
                history = smaller(history, candidates)
            }
        } while history.lines.count < before
        return history
    }

    private func smaller(
        _ history: PlainHistory, _ candidates: (PlainHistory) -> [PlainHistory]
    ) -> PlainHistory {
        var history = history
        while let found = candidates(history).first(where: fails) { history = found }
        return history
    }

    private func withoutAnEntry(_ history: PlainHistory) -> [PlainHistory] {
        history.entries.indices.reversed().map { place in
            var shorter = history
            shorter.entries.remove(at: place)
            // Withdrawals name entries by number; those of the removed one go, too.
            shorter.entries = shorter.entries.compactMap { entry in
                guard case .withdrawal(let number) = entry else { return entry }
                if number == place + 1 { return nil }
                return .withdrawal(of: number > place + 1 ? number - 1 : number)
            }
            return shorter
        }
    }

    /// Without a record, or a line of a framework, or the framework.
    private func withoutAPart(_ history: PlainHistory) -> [PlainHistory] {
        changed(history) { extract in
            var shorter: [PlainExtract] = []
            func add(_ change: (inout PlainExtract) -> Void) {
                var other = extract
                change(&other)
                shorter.append(other)
            }
            if extract.records != nil, extract.framework != nil {
                add { $0.framework = nil }
                add { $0.records = nil }
            }
            for place in (extract.records ?? []).indices { add { $0.records?.remove(at: place) } }
            for place in (extract.framework?.objectives ?? []).indices {
                add { $0.framework?.objectives.remove(at: place) }
            }
            for place in (extract.framework?.principalRisks ?? []).indices {
                add { $0.framework?.principalRisks.remove(at: place) }
            }
            return shorter
        }
    }

    /// Without a mark, an objective, a title, a limit to a directorate.
    private func withoutAWord(_ history: PlainHistory) -> [PlainHistory] {
        changed(history) { extract in
            var shorter: [PlainExtract] = []
            for (place, record) in (extract.records ?? []).enumerated() {
                var plain = record
                if plain.id != nil { plain.title = "" }
                plain.marks = []
                var without = record
                without.objectives = []
                for other in [plain, without] where other != record {
                    var changed = extract
                    changed.records?[place] = other
                    shorter.append(changed)
                }
            }
            if extract.directorate != nil {
                var whole = extract
                whole.directorate = nil
                shorter.append(whole)
            }
            return shorter
        }
    }

    private func changed(
        _ history: PlainHistory, _ smaller: (PlainExtract) -> [PlainExtract]
    ) -> [PlainHistory] {
        var found: [PlainHistory] = []
        for (place, entry) in history.entries.enumerated() {
            guard case .extract(let extract) = entry else { continue }
            for other in smaller(extract) {
                var shorter = history
                shorter.entries[place] = .extract(other)
                found.append(shorter)
            }
        }
        return found
    }
}
