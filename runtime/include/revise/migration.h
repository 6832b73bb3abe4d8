#pragma once
// placeholder until the interface lands in the next commit
