import FEEL

/// Values of a column in words: "7, 13 or 14", "15 or more", "below 18", "absent".
enum TableWords {
    /// A list with a word before its last.
    static func list(_ words: [String], _ conjunction: String = "or") -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }

    /// What lies between two values.
    static func between(_ low: Value?, _ high: Value?) -> String {
        switch (low, high) {
        case (.some(let low), .some(let high)): "between \(low) and \(high)"
        case (.some(let low), nil): "above \(low)"
        case (nil, .some(let high)): "below \(high)"
        case (nil, nil): "any value"
        }
    }

    /// Regions of a column in words, by their places among all in order: what follows on what is told by it.
    static func values(_ positions: [Int], of all: [TableRegion]) -> String {
        var words: [String] = []
        var isAbsent = false
        var isOther = false
        // Stretches of neighbours.
        var stretch: [Int] = []
        var stretches: [[Int]] = []
        for position in positions {
            let region = all[position]
            if region.isAbsent {
                isAbsent = true
                continue
            }
            if case .other = region.kind {
                isOther = true
                continue
            }
            if let last = stretch.last, last + 1 == position, region.isOrdered {
                stretch.append(position)
            } else {
                if !stretch.isEmpty { stretches.append(stretch) }
                stretch = [position]
            }
        }
        if !stretch.isEmpty { stretches.append(stretch) }
        for stretch in stretches { words += self.words(stretch, all) }
        if words.count > 12 { words = words.prefix(11) + ["\(words.count - 11) more"] }
        if isOther {
            words.append(all.count(where: { !$0.isAbsent }) > 1 ? "any other" : "any value")
        }
        if isAbsent { words.append("absent") }
        return list(words)
    }

    private static func words(_ stretch: [Int], _ all: [TableRegion]) -> [String] {
        let first = all[stretch[0]]
        let last = all[stretch[stretch.count - 1]]
        let isSparse = stretch.allSatisfy { all[$0].only != nil }
        // Two values read better by name than as a range; texts always do.
        if isSparse, stretch.count < 3 || !first.isOrdered {
            return stretch.map { all[$0].example }
        }
        if isSparse {
            let ordered = all.indices.filter { all[$0].isOrdered }
            let isFromFirst = stretch[0] == ordered.first
            let isToLast = stretch[stretch.count - 1] == ordered.last
            switch (isFromFirst, isToLast) {
            case (false, true): return ["\(first.example) or more"]
            case (true, false): return ["\(last.example) or less"]
            case (true, true), (false, false): return ["\(first.example) to \(last.example)"]
            }
        }
        switch (first.kind, last.kind) {
        case (.value(let low), .value(let high)): return ["\(low) to \(high)"]
        case (.value(let low), .between(_, .some(let high))): return ["\(low) to below \(high)"]
        case (.value(let low), .between(_, nil)): return ["\(low) or more"]
        case (.between(.some(let low), _), .value(let high)): return ["above \(low) to \(high)"]
        case (.between(nil, _), .value(let high)): return ["\(high) or less"]
        case (.between(let low, _), .between(_, let high)): return [between(low, high)]
        case (.other, _), (_, .other): return []
        }
    }
}

extension TableRegion {
    /// Whether it has a place in an order, so that neighbours can be said as a range.
    var isOrdered: Bool {
        switch kind {
        case .between: true
        case .other: false
        case .value(let value):
            switch value {
            case .number, .date, .time, .dateTime, .daysDuration, .yearsDuration: true
            case .null, .boolean, .string, .list, .context, .range, .function: false
            }
        }
    }
}
