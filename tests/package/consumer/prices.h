#pragma once

int price_of_bread();
