extension LayeredLayout {
    /// Orders each column so that few lines cross: sweeps by barycentre, the best order is kept.
    mutating func order() {
        var best = layers
        var fewest = crossings()
        for sweep in 0..<24 where fewest > 0 {
            let isForward = sweep.isMultiple(of: 2)
            let columns =
                isForward
                ? Array(layers.indices.dropFirst()) : Array(layers.indices.dropLast().reversed())
            for column in columns { sort(column, forward: isForward) }
            swapNeighbours()
            let count = crossings()
            if count < fewest {
                (fewest, best) = (count, layers)
            }
        }
        layers = best
    }

    private mutating func sort(_ column: Int, forward: Bool) {
        let place = places(in: forward ? column - 1 : column + 1)
        func barycentre(_ item: Int, _ own: Int) -> Double {
            let near = segments.compactMap { segment -> Int? in
                if forward { return segment.to == item ? place[segment.from] : nil }
                return segment.from == item ? place[segment.to] : nil
            }
            return near.isEmpty ? Double(own) : Double(near.reduce(0, +)) / Double(near.count)
        }
        layers[column] = layers[column].enumerated().map { own, item in
            (item: item, key: barycentre(item, own), own: own)
        }.sorted { $0.key != $1.key ? $0.key < $1.key : $0.own < $1.own }.map(\.item)
    }

    /// Swaps neighbours in a column while that takes crossings away.
    private mutating func swapNeighbours() {
        var improved = true
        var rounds = 0
        while improved, rounds < 8 {
            improved = false
            rounds += 1
            for column in layers.indices where layers[column].count > 1 {
                for place in 0..<(layers[column].count - 1) {
                    let before = crossings(around: column)
                    layers[column].swapAt(place, place + 1)
                    if crossings(around: column) < before {
                        improved = true
                    } else {
                        layers[column].swapAt(place, place + 1)
                    }
                }
            }
        }
    }

    private func places(in column: Int) -> [Int: Int] {
        guard layers.indices.contains(column) else { return [:] }
        return Dictionary(
            layers[column].enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func crossings() -> Int {
        layers.indices.dropLast().reduce(0) { $0 + crossings(after: $1) }
    }

    private func crossings(around column: Int) -> Int {
        (column > 0 ? crossings(after: column - 1) : 0)
            + (column < layers.count - 1 ? crossings(after: column) : 0)
    }

    private func crossings(after column: Int) -> Int {
        let (left, right) = (places(in: column), places(in: column + 1))
        let ends = segments.compactMap { segment -> (Int, Int)? in
            guard let one = left[segment.from], let other = right[segment.to] else { return nil }
            return (one, other)
        }
        var count = 0
        for (index, one) in ends.enumerated() {
            for other in ends[(index + 1)...]
            where (one.0 - other.0) * (one.1 - other.1) < 0 {
                count += 1
            }
        }
        return count
    }
}
